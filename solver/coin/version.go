package coin

// #include "Clp_C_Interface.h"
// #include "shim.h"
import "C"

import "strings"

// Version returns the versions of the CLP and CBC libraries in use, for
// instance "1.17.6" and "2.10.8".
func Version() (clp, cbc string) {
	return C.GoString(C.Clp_Version()), C.GoString(C.lg_cbc_version())
}

// CheckVersions returns an *Error when the libraries are not of the series that
// this package was tested with: CLP 1.17 and CBC 2.10. Their behaviour at the
// edges (statuses, rays, event handling) differs between series.
func CheckVersions() error {
	clp, cbc := Version()
	if strings.HasPrefix(clp, "1.17.") && strings.HasPrefix(cbc, "2.10.") {
		return nil
	}
	return &Error{Op: "check versions", Cause: CauseVersion, Detail: "CLP " + clp + " with CBC " + cbc,
		Remedy: "install CLP 1.17.x and CBC 2.10.x, or run the conformance suite with these versions first"}
}
