import { useEndpointsScope } from "./endpoints-context";

/** The list of a credential's models that inputs point to. */
export const suggestionsId = (credentialId: string) => `models-of-${credentialId}`;

/** Every credential's models, once for all rows; names outside of them can be typed as well. */
export function ModelSuggestions() {
  const { credentials } = useEndpointsScope();
  return credentials.map(({ id, models }) => (
    <datalist key={id} id={suggestionsId(id)}>
      {models.map((model) => (
        <option key={model} value={model} />
      ))}
    </datalist>
  ));
}
