class Anything:
    def __getattr__(self, name):
        return lambda *args: 0


workspace = candidate = Anything()
