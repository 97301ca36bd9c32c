/** Commands that make, list, check, restore and delete backups of add-ons. */
@NullMarked
package vektra.cli.backups;

import org.jspecify.annotations.NullMarked;
