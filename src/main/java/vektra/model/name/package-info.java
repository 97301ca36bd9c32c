/** What things are called, and how a name is checked. */
@NullMarked
package vektra.model.name;

import org.jspecify.annotations.NullMarked;
