/** A home moves: into a file, out of it into another home, and to another folder. */
@NullMarked
package vektra.addons.move;

import org.jspecify.annotations.NullMarked;
