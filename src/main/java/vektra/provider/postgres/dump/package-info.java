/** Reads and loads what pg_dump and pg_restore print, statement by statement. */
@NullMarked
package vektra.provider.postgres.dump;

import org.jspecify.annotations.NullMarked;
