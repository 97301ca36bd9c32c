/** Commands on backups that are made by themselves. */
@NullMarked
package vektra.cli.schedules;

import org.jspecify.annotations.NullMarked;
