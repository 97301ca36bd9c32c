/** Backups that are made by themselves: their schedules, and what runs when the time has come. */
@NullMarked
package vektra.addons.schedule;

import org.jspecify.annotations.NullMarked;
