namespace Amazon.Lambda;

public class AmazonLambdaRequest : AmazonWebServiceRequest;
