/** Add-ons in the words of Convox's command line: resources of an app and of the rack. */
@NullMarked
package vektra.cli.resources;

import org.jspecify.annotations.NullMarked;
