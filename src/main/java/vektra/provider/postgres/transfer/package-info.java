/** What carries data of PostgreSQL from one place to another: backups, copies, and exports between servers. */
@NullMarked
package vektra.provider.postgres.transfer;

import org.jspecify.annotations.NullMarked;
