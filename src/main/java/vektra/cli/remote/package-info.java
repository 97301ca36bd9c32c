/** Commands about servers on other machines, and what has commands run there. */
@NullMarked
package vektra.cli.remote;

import org.jspecify.annotations.NullMarked;
