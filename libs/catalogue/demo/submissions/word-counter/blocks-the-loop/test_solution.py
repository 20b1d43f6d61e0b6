import unittest

from solution import WordCounter, top_words


class TestWords(unittest.TestCase):
    def setUp(self):
        self.counter = WordCounter("a a b")

    def test_top_words(self):
        self.assertEqual(top_words("a a b", 1), [("a", 2)])

    def test_total(self):
        self.assertEqual(self.counter.total, 3)

    def test_merge(self):
        merged = self.counter.merge(WordCounter("b"))
        self.assertEqual(merged.total, 4)
        self.assertEqual(self.counter.total, 3)

    def test_negative(self):
        self.assertRaises(ValueError, top_words, "a", -1)


if __name__ == "__main__":
    unittest.main()
