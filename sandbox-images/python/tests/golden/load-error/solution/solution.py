"""Cannot be imported."""

import helper_that_is_not_there
