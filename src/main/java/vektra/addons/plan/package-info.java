/** Gives an add-on another plan, and goes back to the copy that is kept of the one before. */
@NullMarked
package vektra.addons.plan;

import org.jspecify.annotations.NullMarked;
