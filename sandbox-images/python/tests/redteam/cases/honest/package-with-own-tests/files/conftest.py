raise RuntimeError("nobody should load the candidate's conftest")
