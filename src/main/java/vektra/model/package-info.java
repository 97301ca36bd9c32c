/** The nouns of Vektra, in rooms; here what is about a process or a change as a whole. All import only java.*. */
@NullMarked
package vektra.model;

import org.jspecify.annotations.NullMarked;
