/** Commands that encrypt the secrets of the home. */
@NullMarked
package vektra.cli.keys;

import org.jspecify.annotations.NullMarked;
