/** Finds what is not as the store says it is, and fixes it. */
@NullMarked
package vektra.addons.doctor;

import org.jspecify.annotations.NullMarked;
