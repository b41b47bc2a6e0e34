// Swagger UI comes from our own jar: nothing is loaded from outside, and nothing is asked of its makers' validator.
window.ui = SwaggerUIBundle({
  url: "/openapi.yaml",
  dom_id: "#description",
  deepLinking: true,
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  syntaxHighlight: { activated: false },
});
