/** What processes, connections and disks do to payments, and what may never come of it: shown on a real MariaDB. */
@NullMarked
package org.cabas.service.authorization.faults;

import org.jspecify.annotations.NullMarked;
