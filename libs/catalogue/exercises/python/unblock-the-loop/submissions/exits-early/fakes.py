class Anything:
    def __getattr__(self, name):
        return lambda *args, **options: self


Hold = Reply = Reset = Text = playing = Anything()
EVENTUALLY = 0
