// Package idtest gives tests a real OpenID provider (zitadel/oidc, in this
// process) with a bureau's people in it, and a browser that logs in there.
//
// Tokens that no provider would make, forged ones and those for somebody else,
// come from the small provider of the tests of api.
package idtest
