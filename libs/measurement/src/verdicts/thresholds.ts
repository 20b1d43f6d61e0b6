/**
 * From when on a number is shown, gets a word, and which word. Screens and verdicts take every limit from here.
 * "Design" stands for the table "shown from" of Assay's measurement design.
 */
export const thresholds = {
  agreement: {
    /** Pieces with two ratings; below it a share of agreeing pairs is said in counts only. Design. */
    piecesForShare: 5,
    /** Below it a bootstrap says more about the few pieces than about the raters. Design. */
    piecesForInterval: 10,
    /** Below it a coefficient moves by a word when one piece changes. Design. */
    piecesForVerdict: 30,
    /** Krippendorff 2004, Content Analysis, 2nd ed., ch. 11: rely on data from .800. */
    agree: 0.8,
    /** "Substantial" in Landis & Koch 1977, Biometrics 33, from .61, rounded so that two decimals decide it. */
    mostly: 0.6,
    /** "Moderate" in Landis & Koch 1977, from .41, rounded. */
    partly: 0.4,
  },
  severity: {
    /** Candidates who have another rater too; a label also needs an interval that excludes 0. Design. */
    sharedCandidates: 10,
  },
  drift: {
    /** Design: a slope over fewer ratings or a shorter time follows single candidates. */
    ratings: 20,
    weeks: 6,
  },
  /** From 35 to 65 in 100 nobody can tell who is ahead. Design of the comparison screen. */
  tooClose: { from: 0.35, to: 0.65 },
  items: {
    /** Design: numbers from 30 people, words from 100. */
    peopleToShow: 30,
    peopleForVerdict: 100,
    /** Beyond these shares of full marks an item tells few people apart: Allen & Yen 1979, Introduction to Measurement Theory, ch. 6. */
    tooEasy: 0.9,
    tooHard: 0.1,
    /** Ebel & Frisbie 1991, Essentials of Educational Measurement, 5th ed., ch. 13: below .20 an item is poor. */
    separates: 0.2,
    /** Two standard errors of a correlation of 0 at 100 people: above it a negative one may be chance. */
    worksAgainst: -0.2,
    /** Nunnally & Bernstein 1994, Psychometric Theory, 3rd ed., ch. 7: .90 for decisions about a person, .70 at the least. */
    reliable: 0.9,
    fairlyReliable: 0.7,
  },
  impact: {
    /** Design: below 200 people in the larger or 100 in the smaller group a few selections turn the ratio around. */
    largerGroup: 200,
    smallerGroup: 100,
  },
  cutScore: {
    /** Design. */
    judges: 5,
    candidates: 50,
  },
  /** Shown without a word of their own. Design. */
  shownFrom: {
    manyFacetRatings: 200,
    intraclassUnits: 10,
    oneParameterPeople: 100,
    twoParameterPeople: 500,
    generalizabilityUnits: 20,
  },
} as const;
