"""Runs operations. Strawberry defines the schema; queries and elements of streams run by a compiled plan.

graphql-core is the reference: it executes mutations, what a plan does not support, and again whatever came to nothing.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator
from inspect import isawaitable
from time import perf_counter
from typing import Any, cast

import strawberry
from graphql import (
    ExecutionResult,
    GraphQLError,
    OperationType,
    create_source_event_stream,
    execute,
    execute_subscription_event,
    get_operation_ast,
    get_variable_values,
)
from graphql import Executor as GraphqlExecutor
from graphql.execution.values import VariableValues
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from api.caller import Caller
from api.context import Context, Services
from api.execution.compiled.plan import Plan
from api.execution.documents import Document, Documents, Refused
from api.execution.errors import OutOfScope, formatted, report
from api.execution.requests import Request
from api.execution.scopes import check
from api.limits import Bill, charge
from api.metrics import Metrics
from api.ports import Limits

Planned = tuple[Plan, VariableValues]
"""How an operation is run, and what with."""
Payload = dict[str, Any]
"""A GraphQL response: `data` unless the request itself failed, `errors` if there are any."""


class Executor:
    """The schema with its compiled documents.

    compiled  whether plans are used; without them the reference executor does everything, as a test may want it
    """

    def __init__(
        self,
        schema: strawberry.Schema,
        metrics: Metrics | None = None,
        *,
        introspection: bool = True,
        compiled: bool = True,
    ) -> None:
        self._schema = schema._schema
        self._metrics = metrics or Metrics()
        self._documents = Documents(schema, introspection=introspection)
        self._compiled = compiled

    async def named(self, request: Request, services: Services, caller: Caller) -> Request:
        """The request with its document, which may be run here.

        What is not known here yet is paid for before anything parses it. Refused where who asks has not as much left.
        """
        named = await services.texts.named(request)
        cost = self._documents.reading(named.query)
        bill = await self._charged(services.limits, caller, cost) if cost else None
        if bill and not bill.paid:
            raise Refused(bill.refused(), bill=bill)
        services.texts.check(named.query)
        return named

    def compile(self, request: Request) -> tuple[Document, OperationType]:
        """The document and the kind of the operation to run, or Refused."""
        document = self._documents.compile(request.query)
        kind = document.kind(request.operation_name)
        if kind is None:
            raise Refused(GraphQLError("Say which operation to run: `operationName` must name one of the document's."))
        document.check(request.operation_name, request.variables)
        return document, kind

    async def run(self, document: Document, request: Request, context: Context) -> Payload:
        """Run a query or a mutation to its end."""
        if refused := self._out_of_scope(document, request, context) or await self._unpaid(document, request, context):
            return refused
        title, begun = document.title(request.operation_name), perf_counter()
        with context.services.spans.begin(title):
            planned = self._planned(document, request)
            answer = await self._straight(planned, context) if planned else None
            if answer is None:
                result = execute(self._schema, document.node, **_arguments(request, context))
                answer = payload(await result if isawaitable(result) else result)
        self._metrics.operated(title, answer, perf_counter() - begun)
        if context.bill:
            answer["extensions"] = {"cost": context.bill.told()}
        return answer

    async def subscribe(
        self, document: Document, request: Request, context: Context
    ) -> AsyncGenerator[object, None] | Payload:
        """The elements of a subscription, each for `answer`; or the payload that says why there are none."""
        if refused := self._out_of_scope(document, request, context) or await self._unpaid(document, request, context):
            return refused
        reference = self._reference(document, request, context)
        if isinstance(reference, list):
            return payload(ExecutionResult(None, reference))
        elements = create_source_event_stream(reference)
        elements = await elements if isawaitable(elements) else elements
        if isinstance(elements, ExecutionResult):
            return payload(elements)
        return cast(AsyncGenerator[object, None], elements)

    async def answer(self, document: Document, request: Request, context: Context, element: object) -> Payload:
        """The response for an element. Nothing of it is made before: a stream that waits holds as little as it can."""
        planned = self._planned(document, request)
        answer = await self._straight(planned, context, element) if planned else None
        if answer is not None:
            return answer
        reference = self._reference(document, request, context)
        assert not isinstance(reference, list), "its elements were made with the same"
        result = execute_subscription_event(reference.build_per_event_executor(element))
        return payload(await result if isawaitable(result) else result)

    def _reference(
        self, document: Document, request: Request, context: Context
    ) -> GraphqlExecutor[Context] | list[GraphQLError]:
        """The reference executor of a subscription, or what is wrong with the variables."""
        arguments = _arguments(request, context)
        build, variables = arguments.pop("executor_class").build, arguments.pop("variable_values")
        built: GraphqlExecutor[Context] | list[GraphQLError]
        built = build(self._schema, document.node, raw_variable_values=variables, **arguments)
        return built

    def _out_of_scope(self, document: Document, request: Request, context: Context) -> Payload | None:
        """Why who asks with an API key may not run this; None where they may."""
        try:
            check(self._schema, document.node, request.operation_name, context.caller)
        except OutOfScope as error:
            return {"errors": [formatted(GraphQLError(error.message, original_error=error))]}
        return None

    async def _unpaid(self, document: Document, request: Request, context: Context) -> Payload | None:
        """Why nothing is run: its cost is more than who asks has left. None where it is paid."""
        cost = document.cost(request.operation_name, request.variables)
        bill = context.bill = await self._charged(context.services.limits, context.caller, cost)
        return refusal(Refused(bill.refused())) if bill and not bill.paid else None

    async def _charged(self, limits: Limits, caller: Caller, cost: int) -> Bill | None:
        bill = await charge(limits, caller, cost)
        if bill:
            self._metrics.points.labels("paid" if bill.paid else "refused").inc(cost)
        return bill

    def _planned(self, document: Document, request: Request) -> Planned | None:
        """The plan of an operation and its variables; None where the reference executor is to run it."""
        operation = get_operation_ast(document.node, request.operation_name)
        if not self._compiled or operation is None or operation.operation is OperationType.MUTATION:
            return None
        variables = get_variable_values(self._schema, operation.variable_definitions or (), dict(request.variables))
        if isinstance(variables, list):
            return None
        plan = document.plans.plan(operation, variables)
        return (plan, variables) if plan else None

    async def _straight(self, planned: Planned, context: Context, element: object = None) -> Payload | None:
        """The answer by a plan; None where it came to nothing, for the reference executor to say why."""
        plan, variables = planned
        try:
            answer: Payload = {"data": await plan.run(context, variables, element)}
        except Exception:
            self._metrics.plans.labels("abandoned").inc()
            return None
        self._metrics.plans.labels("run").inc()
        return answer


def payload(result: ExecutionResult) -> Payload:
    """A result in its form on the wire; what is our own fault goes to the log of the program."""
    errors = result.errors or []
    report(errors)
    value: Payload = {} if result.data is None and not any(error.path for error in errors) else {"data": result.data}
    if errors:
        value["errors"] = [formatted(error) for error in errors]
    return value


def refusal(refused: Refused) -> Payload:
    """The response to a document that will not be run."""
    return {"errors": [formatted(error) for error in refused.errors]}


def _arguments(request: Request, context: Context) -> dict[str, Any]:
    return {
        "context_value": context,
        "variable_values": dict(request.variables),
        "operation_name": request.operation_name,
        "executor_class": StrawberryGraphQLCoreExecutionContext,
        "hide_suggestions": True,
        "max_coercion_errors": 5,
    }
