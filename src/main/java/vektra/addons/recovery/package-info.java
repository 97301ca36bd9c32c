/** Brings data back as they were at a moment, and keeps what that needs. */
@NullMarked
package vektra.addons.recovery;

import org.jspecify.annotations.NullMarked;
