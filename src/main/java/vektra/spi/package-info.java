/** The doors of Vektra: interfaces between the verbs and what they are carried out with. */
@NullMarked
package vektra.spi;

import org.jspecify.annotations.NullMarked;
