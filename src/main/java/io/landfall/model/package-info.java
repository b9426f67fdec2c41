/** The nouns of Landfall: records and closed lists, without behaviour that reads a clock, a network or a file. */
package io.landfall.model;
