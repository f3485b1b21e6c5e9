package vectors

import _ "embed"

//go:embed driver.mjs
var driver []byte

// DriverFile is the name of the driver's file.
const DriverFile = "vectors-driver.mjs"

// Driver is a program that gives vectors to a client: docs/vectors-driver.mjs.
func Driver() []byte { return driver }
