def double(number):
    raise NotImplementedError
