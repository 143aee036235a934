/// The laws of the house as tests: floors, absences, tidiness, documents that hold.
///
/// | Type | Law |
/// |---|---|
/// | `FloorsTest` | a room looks only downstairs; what is forbidden where |
/// | `TidyTest` | sizes, unfinished words, package documentation |
/// | `DocumentsTest` | links of the documents lead somewhere; their commands exist |
package dev.credence.trials.house;
