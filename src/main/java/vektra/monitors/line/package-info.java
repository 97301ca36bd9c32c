/** The lines of monitors' logs: logfmt as Vektra writes it, Ferret's own form, and reading both. */
@NullMarked
package vektra.monitors.line;

import org.jspecify.annotations.NullMarked;
