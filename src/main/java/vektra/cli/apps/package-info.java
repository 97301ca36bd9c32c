/** Commands on apps and their releases, and the one that runs their programs. */
@NullMarked
package vektra.cli.apps;

import org.jspecify.annotations.NullMarked;
