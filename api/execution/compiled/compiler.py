"""A document becomes plans: one for each of its operations and each way its directives can go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, cast

import strawberry
from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    Node,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    get_argument_values,
    is_abstract_type,
    is_leaf_type,
    visit,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues
from strawberry.types.arguments import convert_arguments
from strawberry.types.field import StrawberryField

from api.batched import LOADED
from api.execution.compiled.fields import Apart, Arguments, Field, Loaded, Now, Resolve
from api.execution.compiled.plan import Plan, Run, Selection
from api.execution.compiled.values import ListOf, Objects, Unfit, Value, leaf

if TYPE_CHECKING:
    from api.context import Context

PLANS = 16
"""Of one document; its directives may ask for more, which are left to the reference executor."""
DEFINITION = "strawberry-definition"
"""Under this name Strawberry keeps what a type or field was made from."""

Grouped = Mapping[str, list[FieldDetails]]


class Plans:
    """The plans of one document, made when they are first needed."""

    def __init__(self, schema: strawberry.Schema, document: DocumentNode) -> None:
        self._schema = schema
        self._fragments = {
            node.name.value: FragmentDetails(node)
            for node in document.definitions
            if isinstance(node, FragmentDefinitionNode)
        }
        self._deciding = _deciding(document)
        self._plans: dict[tuple[object, ...], Plan | None] = {}

    def plan(self, operation: OperationDefinitionNode, variables: VariableValues) -> Plan | None:
        """How to run an operation with these variables; None where that is left to the reference executor."""
        name = operation.name.value if operation.name else None
        key = name, *(variables.coerced.get(name) for name in self._deciding)
        if key not in self._plans and len(self._plans) < PLANS:
            try:
                self._plans[key] = _Compiler(self._schema, self._fragments, operation, variables).plan()
            except (Unfit, GraphQLError):  # for what cannot be coerced, that has the words
                self._plans[key] = None
        return self._plans.get(key)


@dataclass(frozen=True, slots=True)
class Asked:
    """What resolvers of queries ask about the operation; one that asks for more makes the plan come to nothing."""

    context: Context


class _Compiler:
    """Makes one plan."""

    def __init__(
        self,
        schema: strawberry.Schema,
        fragments: dict[str, FragmentDetails],
        operation: OperationDefinitionNode,
        variables: VariableValues,
    ) -> None:
        self._strawberry = schema
        self._schema = schema._schema
        self._fragments = fragments
        self._operation = operation
        self._variables = variables

    def plan(self) -> Plan:
        """Of the operation; Unfit, or GraphQLError, where it is the reference executor's to answer, or to refuse."""
        root = self._schema.get_root_type(self._operation.operation)
        if root is None:
            raise Unfit
        collected = collect_fields(
            self._schema, self._fragments, self._variables, root, self._operation, hide_suggestions=True
        )
        if self._operation.operation is OperationType.SUBSCRIPTION:
            return Plan(self._element(root, collected.grouped_field_set))
        return Plan(self._selection(root, collected.grouped_field_set))

    def _element(self, root: GraphQLObjectType, grouped: Grouped) -> Selection:
        """Of a subscription: its one field is the element."""
        ((name, details),) = grouped.items()
        definition = self._definition(root, details)
        return Selection({name: None}, [Now(name, _itself, _nothing, self._value(definition.type, details))])

    def _selection(self, type_: GraphQLObjectType, grouped: Grouped) -> Selection:
        blank: dict[str, Any] = {}
        fields: list[Field] = []
        for name, details in grouped.items():
            if details[0].node.name.value == "__typename":
                blank[name] = type_.name
            else:
                blank[name] = None
                fields.append(self._field(name, type_, details))
        return Selection(blank, fields)

    def _definition(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> GraphQLField:
        definition: GraphQLField | None = type_.fields.get(details[0].node.name.value)
        if definition is None:  # of the schema's own description
            raise Unfit
        return definition

    def _field(self, name: str, type_: GraphQLObjectType, details: list[FieldDetails]) -> Field:
        definition = self._definition(type_, details)
        value = self._value(definition.type, details)
        field = _made_from(definition)
        if field.extensions:
            raise Unfit
        if field.base_resolver is None:
            return Now(name, attrgetter(field.python_name), _nothing, value)
        if field.base_resolver.parent_parameter or field.base_resolver.root_parameter:
            raise Unfit
        kind = (Loaded if LOADED in field.metadata else Apart) if field.is_async else Now
        arguments = self._arguments(definition, details[0].node)
        if parameter := field.base_resolver.info_parameter:
            arguments = _with_info(arguments, field, parameter.name)
        return kind(name, cast(Resolve, field.base_resolver.wrapped_func), arguments, value)

    def _arguments(self, definition: GraphQLField, node: FieldNode) -> Arguments:
        """What the resolver is called with beside the object; where no variable is in it, the same in every run."""
        if any(map(_variables_in, node.arguments or ())):
            return lambda run: self._coerced(definition, node, run.variables)
        known = self._coerced(definition, node, self._variables)
        return lambda _: known

    def _coerced(self, definition: GraphQLField, node: FieldNode, variables: VariableValues) -> dict[str, Any]:
        """By the resolver's own names; raises for what cannot be coerced."""
        return convert_arguments(
            get_argument_values(definition, node, variables, hide_suggestions=True),
            _made_from(definition).arguments,
            scalar_registry=self._strawberry.schema_converter.scalar_registry,
            config=self._strawberry.config,
        )

    def _value(self, type_: GraphQLOutputType, details: list[FieldDetails], *, nullable: bool = True) -> Value:
        if isinstance(type_, GraphQLNonNull):
            return self._value(type_.of_type, details, nullable=False)
        if isinstance(type_, GraphQLList):
            return ListOf(self._value(type_.of_type, details), nullable)
        if is_leaf_type(type_):
            return leaf(type_, nullable)
        kinds = self._schema.get_possible_types(type_) if is_abstract_type(type_) else [cast(GraphQLObjectType, type_)]
        return Objects({_class(kind): self._below(kind, details) for kind in kinds}, nullable)

    def _below(self, type_: GraphQLObjectType, details: list[FieldDetails]) -> Selection:
        collected = collect_subfields(
            self._schema, self._fragments, self._variables, self._operation, type_, details, hide_suggestions=True
        )
        return self._selection(type_, collected.grouped_field_set)


class _Directives(Visitor):
    """Gathers the variables that directives mention: `@skip` and `@include`, there are no others."""

    def __init__(self) -> None:
        super().__init__()
        self.variables: set[str] = set()

    def enter_directive(self, node: DirectiveNode, *_: object) -> None:
        """One of them."""
        self.variables |= _variables_in(node)


class _Variables(Visitor):
    """Gathers variables."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        """One of them."""
        self.names.add(node.name.value)


def _deciding(document: DocumentNode) -> list[str]:
    directives = _Directives()
    visit(document, directives)
    return sorted(directives.variables)


def _variables_in(node: Node) -> set[str]:
    found = _Variables()
    visit(node, found)
    return found.names


def _with_info(arguments: Arguments, field: StrawberryField, name: str) -> Arguments:
    """The same, and under a name what the resolver asks about the operation."""

    def informed(run: Run) -> Mapping[str, Any]:
        asked = cast("GraphQLResolveInfo[Context]", Asked(run.context))
        return {**arguments(run), name: strawberry.Info(asked, field)}

    return informed


def _made_from(definition: GraphQLField) -> StrawberryField:
    field: StrawberryField = definition.extensions[DEFINITION]
    return field


def _class(type_: GraphQLObjectType) -> type:
    origin: type = type_.extensions[DEFINITION].origin
    return origin


def _itself(element: object) -> object:
    return element


def _nothing(_: Run) -> Mapping[str, Any]:
    return {}
