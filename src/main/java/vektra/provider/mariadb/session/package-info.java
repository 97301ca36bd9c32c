/** Sessions on a MariaDB server: its URL, connecting, and what databases and accounts of add-ons are called there. */
@NullMarked
package vektra.provider.mariadb.session;

import org.jspecify.annotations.NullMarked;
