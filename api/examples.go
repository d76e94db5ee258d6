package api

import "encoding/json"

// Examples of bodies that are longer than a line. A test sends each of them.
var (
	exampleProblem = json.RawMessage(`{
  "format": "lungang/problem/v1",
  "district": {"code": "990001", "name": "示例区", "planYear": 2026},
  "pack": {"id": "hunan-county-3y"},
  "schools": [
    {"id": "S1", "name": "第一小学", "kind": "urban_primary", "urbanRural": "111", "stages": [{"stage": "primary", "demand": [{"subject": "chinese", "posts": 1}]}], "quota": 2},
    {"id": "S2", "name": "第二小学", "kind": "village_primary", "urbanRural": "220", "stages": [{"stage": "primary", "demand": [{"subject": "chinese", "posts": 1}]}], "quota": 2}
  ],
  "teachers": [
    {"id": "T1", "sex": "female", "birthDate": "1985-03-01", "school": "S1", "since": "2012-09-01", "qualifications": [{"stage": "primary", "subject": "chinese", "primary": true}], "licence": {"stage": "primary"}},
    {"id": "T2", "sex": "male", "birthDate": "1990-05-20", "school": "S1", "since": "2018-09-01", "qualifications": [{"stage": "primary", "subject": "chinese", "primary": true}], "licence": {"stage": "primary"}}
  ],
  "travel": {"matrix": [{"from": "S1", "to": "S2", "minutes": 25}]}
}`)
	examplePatch    = []PatchOp{{Op: "replace", Path: "/district/name", Value: json.RawMessage(`"示例区(修订)"`)}}
	exampleNewPlan  = json.RawMessage(`{"dataset": "ds_01jd3z5w8e3v0s2b6t9n4k7qxa", "name": "方案甲", "options": {"timeLimitSeconds": 60}}`)
	exampleEvaluate = json.RawMessage(`{
  "dataset": "ds_01jd3z5w8e3v0s2b6t9n4k7qxa",
  "decisions": {
    "moves": [{"teacher": "T1", "to": {"school": "S2", "stage": "primary", "subject": "chinese"}}],
    "visits": [], "partTime": [], "remote": []
  }
}`)
	examplePack = `id: my-county
version: "1"
title: {zh: 本县试行, en: our county}
extends: national-base
sources: []
parameters:
  lottery.seed: {value: "2026-06-01", source: design, evidence: design, binding: expected, note: {zh: 公示的种子, en: the seed as published}}
`
)
