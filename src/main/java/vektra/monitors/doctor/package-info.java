/** Finds what keeps the monitors of a home from doing their work. */
@NullMarked
package vektra.monitors.doctor;

import org.jspecify.annotations.NullMarked;
