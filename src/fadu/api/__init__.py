"""JSON, OpenAPI, OGC features and exchange: opened when others ask for data by machine."""
