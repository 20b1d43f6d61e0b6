"""The grader's end of the conversation with the submission sandbox: what goes wrong on that side, and how PID 1 there is asked.

Whatever goes wrong on the candidate's side is raised as a `Verdictless`, and remembered: a test that swallowed it has failed all
the same.
"""

import time

from . import wire
from .channel import Unread
from .failures import CandidateGone, ProtocolViolation, Verdictless
from .lending import Lender
from .peer import FORGET

SUPERVISOR_SECONDS = 20
#: Most bytes that a solution may answer in one run.
RECEIVED_CAP = 64 << 20


class Conversation(Lender):
    """`words` leads to the host, by way of the first process."""

    def __init__(self, words, link):
        super().__init__()
        self._words, self._link = words, link
        self.link_fd = link.fd
        self._received = 0
        self._asked, self._supervised, self._ahead = 0, {}, {}
        self._said, self._cpu_at_begin = None, 0.0
        self._epoch, self._begun, self._alive, self._host_closed = 0, 0, False, False
        #: Until when an answer is waited for, and to which question: a process that says other things meanwhile gains no time.
        self._until = self._awaited = None
        self._on_the_link = self._owes_forgetting = False
        self.troubled_collection = False
        self.poison = None
        self.violations = []

    # Frames --------------------------------------------------------------------------------------------------------

    def emit(self, *messages):
        """Tell the host. The result document is made of these messages alone."""
        self._whole(wire.write_all, self._words, b"".join([wire.pack(wire.HOST, 0, wire.dump(message)) for message in messages]))

    def send(self, payload):
        """The end of a test is told together with the first question of the next: nobody has to wake up for it alone."""
        if not self._alive:
            return
        payloads = [wire.dump([FORGET]), payload] if self._owes_forgetting else [payload]
        self._owes_forgetting = False
        try:
            self._whole(self._link.send, self._epoch, *payloads)
        except wire.Closed:
            # The other sandbox has gone; why is what the host tells when its frames are read.
            return
        except Unread:
            self._kill()
            self._mark_dead("crashed", "it stopped reading what it was asked")
            raise self.poison from None

    def _whole(self, act, *args):
        """The alarm of the wall clock must not cut a frame in two, so it waits while a frame is on its way."""
        self._on_the_link = True
        try:
            return act(*args)
        finally:
            self._on_the_link = False

    def receive(self):
        """What a process said before its end is heard before PID 1 tells of the end."""
        self._link.wait(self._until)
        return self._hear_process() if self._link.process_speaks else self._hear_first_process()

    def _hear_first_process(self):
        """PID 1, or its process where it carries the frames of that one too."""
        channel, epoch, payload = self._whole(self._next_frame)
        if channel == wire.CANDIDATE:
            return self._heard(payload) if epoch == self._epoch else None
        other, kind = divmod(channel, wire.COMPANION)
        if kind > wire.SUPERVISOR:
            raise wire.Malformed("a stream that nobody asked for")
        message = wire.load(payload)
        if kind == wire.HOST:
            self.host_says(message, other)
        elif message[0] == 0:
            self._told_unasked(message[1], epoch)
        else:
            self._supervised[message[0]] = message[1]
        return None

    def _hear_process(self):
        """Over the channel of its own that the process has."""
        try:
            payload = self._whole(self._link.hear_process)
        except wire.Closed:
            self._link.close_channel()
            self.supervisor("parted", self._epoch)
            return None
        except wire.Malformed:
            how, violation = wire.NO_FRAME
            self.violations.append(violation)
            self._kill()
            self._mark_dead("crashed", how)
            return None
        if payload is not None:
            return self._heard(payload)
        # Bytes that trickle in buy no time.
        self._require_time()
        return None

    def _require_time(self):
        if self._until is not None and time.monotonic() >= self._until and self._awaited not in self._answers:
            raise wire.Late

    def _heard(self, payload):
        self._received += len(payload) + 16
        if self._received > RECEIVED_CAP:
            raise wire.Malformed("it flooded the channel between solution and tests")
        return wire.load(payload) if self._alive else None

    def _next_frame(self):
        """When the pair's own socket closes, the host knows why: it asks the engine."""
        gone = {}
        try:
            if not self._host_closed:
                return self._link.hear()
        except wire.Malformed:
            self.violations.append("its sandbox broke the framing of the channel")
        except wire.Closed:
            if self._link.is_hosted:
                raise
            try:
                gone = wire.hear_host("peer-gone", SUPERVISOR_SECONDS)
            except wire.Closed:
                pass
        return wire.HOST, 0, wire.dump(gone)

    def host_says(self, message, other):
        """Nothing more will come from a sandbox: the submission's, or with `other` the companion beside it."""
        self._host_closed = True
        self._mark_dead(message.get("outcome", "crashed"), "the sandbox ended")

    def _told_unasked(self, word, epoch):
        """PID 1 of the submission sandbox tells that a process begins, or how the one of this epoch has ended."""
        if "begun" in word:
            self._begun = word["begun"]
        elif epoch == self._epoch:
            self._process_ended(word)

    def _process_ended(self, ended):
        self._mark_dead(ended["outcome"], ended["detail"])

    def _mark_dead(self, outcome, detail):
        self._alive = False
        self._link.close_channel()
        self._poison(CandidateGone(f"The solution's process has ended: {detail}.", outcome))

    def _kill(self):
        self._give_up()
        self.supervisor("kill")

    def _give_up(self):
        """Nothing counts any more that the process says, nor how it ends: it may do so by itself, as its channel is closed."""
        self._alive, self._epoch = False, None
        self._link.close_channel()

    def _poison(self, error):
        self.poison = self.poison or error
        for loop, future in list(self._futures.values()):
            if not future.done() and not loop.is_closed():
                future.set_exception(error)

    def take_one(self):
        try:
            super().take_one()
        except wire.Malformed as error:
            raise self._violation(error) from error
        self._require_alive()
        self._require_time()

    def _require_alive(self):
        if not self._alive:
            raise self.poison or CandidateGone("The solution's process has ended.")

    def _violation(self, error):
        self.violations.append(str(error))
        self.troubled_collection = True
        self._kill()
        found = ProtocolViolation(f"The solution's process sent what the runner never sends: {error}.")
        self._poison(found)
        return found

    def _on_readable(self):
        try:
            super()._on_readable()
        except Verdictless as error:
            self._poison(error)

    # PID 1 of the submission sandbox -------------------------------------------------------------------------------

    def supervisor(self, op, *args, other=0):
        """Ask PID 1 of the submission sandbox, or of the companion. It answers at once or is gone."""
        return self._answer(self._ask(op, *args, other=other))

    def _ask(self, op, *args, other=0):
        self._asked += 1
        try:
            self._whole(self._link.ask, wire.dump([self._asked, op, *args]), wire.SUPERVISOR + wire.COMPANION * other)
        except wire.Closed:
            # Why it has gone is told where the answer is awaited.
            pass
        return self._asked

    def _answer(self, ident):
        self._hear_until(lambda: ident in self._supervised)
        return self._supervised.pop(ident)

    def _hear_until(self, is_told):
        """What a process says is heard while PID 1 is silent, so that none can keep PID 1 from being heard."""
        saved, self._until = self._until, time.monotonic() + SUPERVISOR_SECONDS
        try:
            while not is_told():
                if self._host_closed:
                    raise CandidateGone("The solution's sandbox has ended.")
                try:
                    self._link.wait(self._until)
                    message = self._hear_first_process() if self._link.first_process_speaks else self._hear_process()
                    if message is not None:
                        self.dispatch(message)
                except wire.Late:
                    raise CandidateGone("The solution's sandbox does not answer.") from None
                except wire.Malformed as error:
                    raise self._violation(error) from error
        finally:
            self._until = saved

    def _ask_ahead(self, op):
        """Ask now, and hear the answer before anything further is asked of the process: what is counted then is what was before."""
        self._ahead[op] = self._ask(op)

    def _catch_up(self):
        while self._ahead:
            op, ident = self._ahead.popitem()
            answer = self._answer(ident)
            if op == "output":
                self._cpu_at_begin = answer["cpuMs"]
                self._said = answer["text"] + (f"\n… {answer['dropped']} bytes more" if answer["dropped"] else "")
