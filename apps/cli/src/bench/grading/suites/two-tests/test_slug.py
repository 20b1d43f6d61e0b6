from solution import slug


def test_words_are_joined():
    assert slug("Late Parcel, lost again") == "late-parcel-lost-again"


def test_nothing_stays_nothing():
    assert slug(" !? ") == ""
