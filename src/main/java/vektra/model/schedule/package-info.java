/** When backups are made by themselves, which of them stay, and where copies of them go. */
@NullMarked
package vektra.model.schedule;

import org.jspecify.annotations.NullMarked;
