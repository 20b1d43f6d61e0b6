"""One of the names is missing."""


def there():
    return 1
