/** JSON as plain values, for rooms that pass it on: what a file of the store or a manifest means is read there. */
@NullMarked
package vektra.json;

import org.jspecify.annotations.NullMarked;
