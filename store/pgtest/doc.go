// Package pgtest gives tests a PostgreSQL server of their own: in a folder
// under /tmp, on a socket there, as the user postgres when the tests run as
// root. What is committed survives its processes, not a power cut. It starts when
// the first test asks, and ends with the test process, however that ends.
//
//	func TestMain(m *testing.M) {
//		defer pgtest.Stop()
//		m.Run()
//	}
//
//	url := pgtest.URL(t)                // an empty database, dropped after the test
//	url := pgtest.Copy(t, key, prepare) // a copy of a database that prepare filled once
//
// A test that kills its server starts one for itself: Start, Kill, Restart.
//
// It also makes data keys (DataKey).
//
// Where PostgreSQL is not installed, tests fail and say how to install it; they
// are never skipped.
package pgtest
