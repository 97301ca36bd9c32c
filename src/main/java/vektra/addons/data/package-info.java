/** What add-ons hold: backed up, restored, exported, imported, copied into another add-on. */
@NullMarked
package vektra.addons.data;

import org.jspecify.annotations.NullMarked;
