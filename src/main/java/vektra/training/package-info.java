/** Servers that only seem to be there, for the run that start-up archives are made from; they see nothing of Vektra. */
@NullMarked
package vektra.training;

import org.jspecify.annotations.NullMarked;
