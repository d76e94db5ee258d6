package typescript_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"lungang/api/typescript"
)

// One of everything that a document may say.
func TestGenerate(t *testing.T) {
	t.Parallel()
	got, err := typescript.Generate([]byte(`{
	  "paths": {"/v1/x/{id}": {"post": {"operationId": "make-x", "summary": "Make",
	    "parameters": [
	      {"name": "id", "in": "path", "required": true, "schema": {"type": "string"}},
	      {"name": "sort", "in": "query", "description": "order", "schema": {"enum": ["a", "-a"], "type": "string"}},
	      {"name": "If-Match", "in": "header", "schema": {"type": "string"}}],
	    "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/X"}}}},
	    "responses": {"201": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/X"}}}}, "204": {}}}}},
	  "components": {"schemas": {
	    "Kind": {"type": "string", "enum": ["one", "two"], "description": "what it is */"},
	    "X": {"type": "object", "required": ["kind", "list"], "properties": {
	      "kind": {"$ref": "#/components/schemas/Kind"},
	      "list": {"type": "array", "items": {"type": ["number", "null"]}},
	      "maybe": {"anyOf": [{"$ref": "#/components/schemas/X"}, {"type": "null"}]},
	      "any": {}, "free": {"type": "object"}, "by-name": {"type": "object", "additionalProperties": {"type": "integer"}},
	      "in": {"type": "object", "properties": {"ok": {"type": "boolean", "description": "yes or no"}}}}}}}}`))
	require.NoError(t, err)
	require.Equal(t, "// Generated from openapi.json by `go test ./api -update`. Do not edit.\n"+`/* eslint-disable */

/** what it is * / */
export type Kind = "one" | "two";

export type X = {
  any?: unknown;
  "by-name"?: Record<string, number>;
  free?: Record<string, unknown>;
  in?: {
    /** yes or no */
    ok?: boolean;
  };
  kind: Kind;
  list: (number | null)[];
  maybe?: X | null;
};

/** Every operation by its id: address, parameters, body, and what it answers by status. */
export interface Operations {
  /** Make */
  "make-x": {
    method: "POST";
    path: "/v1/x/{id}";
    params: {
      id: string;
    };
    query?: {
      /** order */
      sort?: "a" | "-a";
    };
    headers?: {
      "If-Match"?: string;
    };
    media: "application/json";
    body: X;
    answers: {
      201: X;
      204: undefined;
    };
  };
}

/** Address of each operation, for a client that fills in the parameters. */
export const operations = {
  "make-x": { method: "POST", path: "/v1/x/{id}" },
} as const;
`, string(got))
	_, err = typescript.Generate([]byte("{"))
	require.Error(t, err)
}
