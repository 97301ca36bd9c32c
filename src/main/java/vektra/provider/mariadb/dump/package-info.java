/** Reads dumps of MariaDB and MySQL, statement by statement. */
@NullMarked
package vektra.provider.mariadb.dump;

import org.jspecify.annotations.NullMarked;
