/** Commands on config vars, and the forms in which they are read and printed. */
@NullMarked
package vektra.cli.config;

import org.jspecify.annotations.NullMarked;
