class Anything:
    def __getattr__(self, name):
        return lambda *args, **options: self


Hold = Reply = Reset = Text = playing = Anything()
AT_ONCE = IN_THREE_SECONDS = 0
