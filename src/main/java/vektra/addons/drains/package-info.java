/** Verbs on drains. */
@NullMarked
package vektra.addons.drains;

import org.jspecify.annotations.NullMarked;
