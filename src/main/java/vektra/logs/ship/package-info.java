/** Sends spooled lines to one destination each, again until they are accepted. */
@NullMarked
package vektra.logs.ship;

import org.jspecify.annotations.NullMarked;
