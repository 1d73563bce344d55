// What a document says of its operations.
import { type DocumentNode, type FieldNode, Kind, type OperationDefinitionNode, parse } from "graphql";

/** The operations of a document; none where it does not parse, and the server says what is wrong with it. */
export function operationsIn(query: string): OperationDefinitionNode[] {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch {
    return [];
  }
  return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

/** Whether a new connection can go on from a position: the operation declares `$after`. */
export function resumes({ variableDefinitions = [] }: OperationDefinitionNode): boolean {
  return variableDefinitions.some(({ variable }) => variable.name.value === "after");
}

export function fieldsOf({ selectionSet }: OperationDefinitionNode | FieldNode): FieldNode[] {
  return (selectionSet?.selections ?? []).filter((selection) => selection.kind === Kind.FIELD);
}
